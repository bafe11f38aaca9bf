export { arrival, forgetArrival, takeArrivalFromAddress } from './arrival.ts'
export { ArrivalNotice } from './arrival-notice.tsx'
export { ConnectForm } from './connect-form.tsx'
export { ConnectPage } from './connect-page.tsx'
