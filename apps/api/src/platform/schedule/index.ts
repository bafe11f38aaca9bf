/** Jobs for later, kept in Redis and done at least once by one of the processes. */
export { cancelJob, scheduleJob, type Job } from './schedule.ts'
export { runDueJobs, startWorker, type JobHandler } from './worker.ts'
