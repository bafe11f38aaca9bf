import { availableParallelism, totalmem } from 'node:os'
import process from 'node:process'

/** What the figures were measured on; absolute figures mean nothing without it, ratios little. */
export function machineLine(): string {
  const gigabytes = Math.round(totalmem() / 1024 ** 3)
  return `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${availableParallelism()} cores, ${gigabytes} GB`
}
