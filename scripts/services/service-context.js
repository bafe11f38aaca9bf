/**
 * What every service needs to be started.
 *
 * @typedef {object} ServiceContext
 * @property {import('../settings/settings.js').Settings} settings
 * @property {ReturnType<typeof import('../processes/supervisor.js').createSupervisor>} supervisor
 * @property {NodeJS.ProcessEnv} environment in which programs run: settings, and the installed tools first
 * @property {AbortSignal} stopSignal
 * @property {((label: string) => (line: string) => void) | undefined} [onLine] shows a service's lines on the screen;
 *   without it they go to its log file
 */

export {}
