import { agoWords, exactWords } from '../lib/time-words.ts'
import { useNow } from '../lib/now.ts'
import { Tooltip } from './tooltip.tsx'

/** "3 minutes ago", kept up to date; the exact time on hover and on focus. */
export function Moment({ time }: { time: string }) {
  const now = useNow()
  const date = new Date(time)
  return (
    <Tooltip text={exactWords(date)}>
      <time dateTime={time}>{agoWords(date, now)}</time>
    </Tooltip>
  )
}
