import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageNotFound } from '../../errors.ts';
import type { Asset, Assets } from './assets.ts';
import { sendProblem } from '../answers/problems.ts';

/** Pages of the dashboard; the browser client draws their content. */
export const pages = [
  { path: '/', title: 'Overview' },
  { path: '/factors/:factor', title: 'Factor' },
  { path: '/compare', title: 'Compare' },
  { path: '/formulas', title: 'Formula' },
  { path: '/discovery', title: 'Discovery' },
  { path: '/runs', title: 'Runs' },
  { path: '/data', title: 'Data health' },
] as const;

/** The HTML of every page: only addresses of our own files and constant text, nothing from data. */
export function shellHtml(title: string, assets: Assets): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - Factor mining</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style.path}">
<script type="module" src="${assets.script.path}"></script>
</head>
<body>
<noscript>This page draws its charts with JavaScript. The same numbers are at /api/v1/summaries?format=csv.</noscript>
</body>
</html>
`;
}

const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2 14V9h3v5zm4.5 0V5h3v9zM11 14V2h3v12z" fill="#0072b2"/></svg>';

/** Serves the shell of every page and the files it names. */
export function registerPages(app: FastifyInstance, assets: Assets): void {
  for (const { path, title } of pages) {
    const html = shellHtml(title, assets);
    app.get(path, { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html),
    );
  }
  const lost = shellHtml('No such page', assets);
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request)
      ? reply.code(404).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(lost)
      : sendProblem(reply, pageNotFound(request.url)),
  );
  for (const asset of assets.all) {
    app.get(asset.path, { schema: { hide: true }, compress: false }, async (request, reply) =>
      sendAsset(request, reply, asset),
    );
  }
  app.get('/favicon.svg', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'max-age=86400').type('image/svg+xml').send(favicon),
  );
}

/** Whether the request comes from a person following a link, not from a program. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && String(headers.accept ?? '').includes('text/html');
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset) {
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(asset.type);
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  return packed ? reply.header('content-encoding', 'gzip').send(asset.gzipped) : reply.send(asset.plain);
}
