import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones/index.js';
import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { PlatformStack } from '@fm/constructs';
import { formatCidr, parseCidr, subnetOf, type Cidr } from '@fm/stack-settings';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

const everywhere = '0.0.0.0/0';

/** The VPC with a public and a private subnet in each of two zones, and the way out of the private ones. */
export class Subnets extends Construct {
  readonly vpc: Vpc;
  readonly zoneNames: string[];
  readonly publicIds: string[];
  readonly privateIds: string[];
  readonly routeTableIds: string[];
  readonly #stack: PlatformStack;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#stack = PlatformStack.containing(this);
    const { vpcCidr, natGateways } = this.#stack.settings;
    this.vpc = new Vpc(this, 'vpc', {
      cidrBlock: vpcCidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: this.#stack.nameOf('vpc') },
    });
    const zones = new DataAwsAvailabilityZones(this, 'zones', {
      state: 'available',
      // Not the local and wavelength zones that an account can opt in to, which lack most services.
      filter: [{ name: 'zone-type', values: ['availability-zone'] }],
    });
    this.zoneNames = [0, 1].map((zone) => Fn.element(zones.names, zone) as string);
    this.publicIds = [0, 1].map((zone) => this.#subnet('public', zone, zone));
    this.privateIds = [0, 1].map((zone) => this.#subnet('private', zone, 2 + zone));

    const gateway = new InternetGateway(this, 'internet', { vpcId: this.vpc.id });
    const publicTable = this.#table('public', this.publicIds);
    new Route(this, 'public-out', {
      routeTableId: publicTable,
      destinationCidrBlock: everywhere,
      gatewayId: gateway.id,
    });

    const natZones = natGateways === 'one' ? [0] : [0, 1];
    const nats = natZones.map((zone) => this.#nat(zone, gateway));
    const privateTables = [0, 1].map((zone) => {
      const table = this.#table(`private-${zone}`, [this.privateIds[zone] as string]);
      const natGatewayId = nats[zone % nats.length] as string;
      new Route(this, `private-${zone}-out`, { routeTableId: table, destinationCidrBlock: everywhere, natGatewayId });
      return table;
    });
    this.routeTableIds = [publicTable, ...privateTables];
  }

  #subnet(kind: 'public' | 'private', zone: number, block: number): string {
    const vpcBlock = parseCidr(this.#stack.settings.vpcCidr) as Cidr;
    return new Subnet(this, `${kind}-${zone}`, {
      vpcId: this.vpc.id,
      availabilityZone: this.zoneNames[zone],
      cidrBlock: formatCidr(subnetOf(vpcBlock, 2, block)),
      mapPublicIpOnLaunch: false,
      tags: { Name: this.#stack.nameOf(`${kind}-${zone}`) },
    }).id;
  }

  #table(name: string, subnetIds: readonly string[]): string {
    const table = new RouteTable(this, `${name}-table`, {
      vpcId: this.vpc.id,
      tags: { Name: this.#stack.nameOf(name) },
    });
    subnetIds.forEach((subnetId, at) => {
      new RouteTableAssociation(this, `${name}-table-${at}`, { subnetId, routeTableId: table.id });
    });
    return table.id;
  }

  #nat(zone: number, gateway: InternetGateway): string {
    const tags = { Name: this.#stack.nameOf(`nat-${zone}`) };
    const address = new Eip(this, `nat-${zone}-address`, { domain: 'vpc', tags });
    return new NatGateway(this, `nat-${zone}`, {
      allocationId: address.id,
      subnetId: this.publicIds[zone] as string,
      tags,
      dependsOn: [gateway],
    }).id;
  }
}
