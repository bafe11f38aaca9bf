/** The built web app, served from the API's own origin. */
export { webApp } from './web-app.ts'
