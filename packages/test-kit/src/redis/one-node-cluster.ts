import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Redis } from 'ioredis'

import { freePort } from '../free-port.ts'

// A master that comes up waits two fixed seconds before it lets anyone write, whatever its settings
// (CLUSTER_WRITABLE_DELAY in Redis' cluster.c); a replica that takes over does not. So the node is introduced as the
// replica of a master that never existed and owns every slot, takes its place, and forgets it. What results is the
// node that CLUSTER ADDSLOTSRANGE 0 16383 would make, in a twentieth of the time.
const thisNode = 'a'.repeat(40)
const formerMaster = 'b'.repeat(40)

/** How a Redis becomes a cluster of one node that owns every slot. */
export type OneNodeCluster = {
  readonly settings: Readonly<Record<string, string>>
  /** Writes what the node believes about its cluster; before every start, the first and each later one. */
  introduce(dir: string): Promise<void>
  /** Resolves when the node answers for all slots. */
  prepare(admin: Redis): Promise<void>
}

export async function oneNodeCluster(port: number): Promise<OneNodeCluster> {
  // The default, port + 10000, may be taken.
  const busPort = await freePort()
  return {
    settings: {
      'cluster-enabled': 'yes',
      'cluster-config-file': 'nodes.conf',
      'cluster-announce-ip': '127.0.0.1',
      'cluster-port': String(busPort),
    },
    introduce: (dir) =>
      writeFile(
        join(dir, 'nodes.conf'),
        [
          `${thisNode} 127.0.0.1:${port}@${busPort} myself,slave ${formerMaster} 0 0 1 connected`,
          `${formerMaster} 127.0.0.1:1@1 master - 0 0 1 connected 0-16383`,
          'vars currentEpoch 1 lastVoteEpoch 0\n',
        ].join('\n'),
      ),
    async prepare(admin) {
      await admin.cluster('FAILOVER', 'TAKEOVER')
      await admin.call('CLUSTER', 'FORGET', formerMaster)
      const info = String(await admin.cluster('INFO'))
      const complete = info.includes('cluster_state:ok') && info.includes('cluster_slots_ok:16384')
      if (!complete) throw new Error(`The one-node cluster is not complete:\n${info}`)
    },
  }
}
