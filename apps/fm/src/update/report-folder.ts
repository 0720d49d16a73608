import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DayReport, type KnownState, storedDayReport } from '@fm/mining/day';

/**
 * The folder with one report a day, `<day>.json`. A report is compared with the newest one of an earlier day, and is
 * written whole or not at all: a process that is killed anywhere and runs again on the same day says the same once more,
 * and nothing of it is lost for the next day.
 */
export class ReportFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** State that the newest report of an earlier day left, undefined before the first. */
  stateBefore(day: string): KnownState | undefined {
    for (const earlier of this.#days()
      .filter((one) => one < day)
      .reverse()) {
      const file = this.#file(earlier);
      const { state } = storedDayReport.read(readFileSync(file, 'utf8'), file);
      if (state !== undefined) return state;
    }
    return undefined;
  }

  /** Writes the report of its day in the place of an earlier one. */
  write(report: DayReport, state: KnownState | undefined): string {
    mkdirSync(this.#folder, { recursive: true });
    const file = this.#file(report.day);
    const draft = `${file}.${process.pid}.tmp`;
    writeFileSync(draft, `${JSON.stringify({ report, state }, undefined, 2)}\n`);
    renameSync(draft, file);
    return file;
  }

  #file(day: string): string {
    return join(this.#folder, `${day}.json`);
  }

  #days(): string[] {
    if (!existsSync(this.#folder)) return [];
    const named = readdirSync(this.#folder).map((name) => /^(\d{4}-\d\d-\d\d)\.json$/.exec(name)?.[1] ?? '');
    return named.filter((day) => day !== '').sort();
  }
}
