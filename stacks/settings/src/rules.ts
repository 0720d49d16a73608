import { isPrivate, overlaps, parseCidr, type Cidr } from './cidr.ts';
import { settingInvalid, settingsConflict } from './errors.ts';
import { fargateMemoryText, isFargateSize } from './fargate.ts';
import type { Settings } from './table.ts';
import { isVulnerable } from './vulnerable.ts';

/** Days that CloudWatch Logs accepts as a retention. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const checks: readonly ((settings: Settings) => void)[] = [
  function stateBucketIsNamed({ backend, stateBucket }) {
    if (backend === 's3' && stateBucket === '') {
      throw settingsConflict(
        'backend is s3 but stateBucket is empty',
        'Set stateBucket to a name that is unique in all of S3 and run `npm run bootstrap`.',
      );
    }
  },
  function logRetentionIsOffered({ logRetentionDays }) {
    if (!retentions.includes(logRetentionDays)) {
      throw settingInvalid('logRetentionDays', logRetentionDays, 'settings', `one of ${retentions.join(', ')}`, '30');
    }
  },
  function vpcIsPrivateLargeEnoughAndApart({ vpcCidr, reservedCidrs }) {
    const vpc = blockOf('vpcCidr', vpcCidr);
    if (!isPrivate(vpc))
      throw settingInvalid('vpcCidr', vpcCidr, 'settings', 'a private block of RFC 1918', '10.20.0.0/16');
    if (vpc.prefix < 16 || vpc.prefix > 24) {
      throw settingInvalid(
        'vpcCidr',
        vpcCidr,
        'settings',
        'a block of /16 to /24, with room for four subnets',
        '10.20.0.0/16',
      );
    }
    const taken = reservedCidrs.find((reserved) => overlaps(vpc, blockOf('reservedCidrs', reserved)));
    if (taken !== undefined) {
      throw settingsConflict(
        `vpcCidr ${vpcCidr} overlaps the reserved block ${taken}`,
        'Choose a vpcCidr apart from every reservedCidrs entry.',
      );
    }
  },
  function domainHasItsZone({ domain, hostedZone }) {
    if (
      (domain !== '' && !(domain === hostedZone || domain.endsWith(`.${hostedZone}`))) ||
      (domain !== '' && hostedZone === '')
    ) {
      throw settingsConflict(
        `domain ${domain} is not in hostedZone ${hostedZone || '(empty)'}`,
        'Set hostedZone to the Route 53 zone of the domain.',
      );
    }
  },
  function startersCanLogIn({ runStarters, domain }) {
    if (runStarters.length > 0 && domain === '') {
      throw settingsConflict(
        'runStarters names people who may start runs, but without domain there is no login',
        'Set domain and hostedZone, or leave runStarters empty.',
      );
    }
  },
  function clickhouseHasNoKnownHole({ clickhouseVersion }) {
    if (isVulnerable(clickhouseVersion)) {
      throw settingInvalid(
        'clickhouseVersion',
        clickhouseVersion,
        'settings',
        'a release without CVE-2026-116366 (anyone who reaches 8443 can run code, without a login)',
        '26.8.36.3',
      );
    }
  },
  function jobsAreOffered({ miningVcpu, miningMemoryMib, miningTestVcpu, miningTestMemoryMib, miningMaxVcpu }) {
    for (const [name, vcpu, memory] of [
      ['miningMemoryMib', miningVcpu, miningMemoryMib],
      ['miningTestMemoryMib', miningTestVcpu, miningTestMemoryMib],
    ] as const) {
      if (!isFargateSize(vcpu, memory)) {
        throw settingInvalid(
          name,
          memory,
          'settings',
          `${fargateMemoryText(vcpu)}, which go with ${vcpu} vCPU`,
          '8192',
        );
      }
      if (Number(vcpu) > Math.max(1, Math.floor(miningMaxVcpu / 4))) {
        throw settingsConflict(
          `a job of ${vcpu} vCPU does not fit into the quarter of miningMaxVcpu ${miningMaxVcpu} that is on demand`,
          `Set miningMaxVcpu to ${4 * Number(vcpu)} or more.`,
        );
      }
    }
  },
  function productionIsHeard({ protect, alarmEmail }) {
    if (protect && alarmEmail === '') {
      throw settingsConflict(
        'protect is set, but alarmEmail is empty: nobody would be notified of an alarm',
        'Set alarmEmail to an address that is read.',
      );
    }
  },
  function doorsAreBlocks({ dashboardCidrs }) {
    for (const cidr of dashboardCidrs) blockOf('dashboardCidrs', cidr);
  },
  function timeZoneExists({ timeZone }) {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
    } catch {
      throw settingInvalid('timeZone', timeZone, 'settings', 'a time zone of the IANA database', 'America/New_York');
    }
  },
];

/** Holds all settings against the rules that concern more than the form of one value. */
export function checkTogether(settings: Settings): Settings {
  for (const check of checks) check(settings);
  return settings;
}

function blockOf(name: string, value: string): Cidr {
  const block = parseCidr(value);
  if (block === undefined) {
    throw settingInvalid(name, value, 'settings', 'an IPv4 block whose host bits are zero', '10.20.0.0/16');
  }
  return block;
}
