import { Fragment } from 'react'
import { Outlet } from '@tanstack/react-router'
import { AccountBar } from '#web/features/sessions/index.ts'
import { Announcer } from '#web/shared/ui/announcer.tsx'
import { Frame } from './frame.tsx'
import { ServiceBanner } from './service-banner.tsx'
import { useRestoredPage } from './restored-page.ts'

/** The frame around every page. */
export function Shell() {
  const restoredTimes = useRestoredPage()
  return (
    <>
      <Frame account={<AccountBar />} banner={<ServiceBanner />}>
        {/* Another key after a return through the back/forward cache: no button stays busy from before. */}
        <Fragment key={restoredTimes}>
          <Outlet />
        </Fragment>
      </Frame>
      <Announcer />
    </>
  )
}
