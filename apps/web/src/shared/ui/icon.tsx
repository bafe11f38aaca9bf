import styles from './icon.module.css'

// Drawn on a 20 × 20 grid with a 1.6 stroke, round caps; each is decoration beside a word.
const paths = {
  check: 'M4.5 10.5l3.7 3.7 7.3-8',
  warning: 'M10 3.2 17.6 16.4H2.4L10 3.2Zm0 5v3.9m0 2.2v.1',
  cross: 'M5.5 5.5l9 9m0-9l-9 9',
  stop: 'M6 6h8v8H6z',
  info: 'M10 9.2v4.6M10 6.2v.1M17.2 10a7.2 7.2 0 1 1-14.4 0 7.2 7.2 0 0 1 14.4 0Z',
  copy: 'M7.5 7.5V4.2A1.2 1.2 0 0 1 8.7 3h7.1A1.2 1.2 0 0 1 17 4.200v7.1a1.2 1.2 0 0 1-1.2 1.2h-3.300M4.2 7.5h7.1a1.2 1.2 0 0 1 1.2 1.2v7.100a1.2 1.2 0 0 1-1.2 1.2H4.200A1.2 1.2 0 0 1 3 15.800V8.700a1.2 1.2 0 0 1 1.2-1.200Z',
  person: 'M13.2 6.700a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0ZM3.8 16.800a6.2 6.2 0 0 1 12.4 0',
  workspace:
    'M3.2 16.800V5.400a1.4 1.4 0 0 1 1.4-1.400h6.300a1.4 1.4 0 0 1 1.4 1.400v11.400m0-8h3.100a1.4 1.4 0 0 1 1.4 1.400v6.600M2.2 16.800h15.600M6 7.600h3.400M6 10.700h3.400M6 13.800h3.4',
  people:
    'M10.3 6.900a2.9 2.9 0 1 1-5.8 0 2.9 2.9 0 0 1 5.8 0ZM1.9 16.400a5.5 5.5 0 0 1 11 0M13.2 4.300a2.8 2.8 0 0 1 0 5.300m1.5 2a5.3 5.3 0 0 1 3.4 4.8',
  chat: 'M3.2 5.400A1.9 1.9 0 0 1 5.1 3.500h9.800a1.9 1.9 0 0 1 1.9 1.900v6.200a1.9 1.9 0 0 1-1.9 1.900H9.400l-3.9 3v-3h-.4a1.9 1.9 0 0 1-1.9-1.900V5.400Z',
  arrow: 'M4 10h12m-4.5-4.500L16 10l-4.5 4.5',
  clock: 'M10 5.800V10l2.7 2M17.2 10a7.2 7.2 0 1 1-14.4 0 7.2 7.2 0 0 1 14.4 0Z',
  sun: 'M13.2 10a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0ZM10 2.400v1.400m0 12.400v1.400M2.4 10h1.400m12.4 0h1.400M4.6 4.600l1 1m8.8 8.800l1 1m0-10.800l-1 1m-8.8 8.800l-1 1',
  moon: 'M16.6 11.700A7 7 0 0 1 8.3 3.400a7 7 0 1 0 8.3 8.300Z',
  plus: 'M10 4v12M4 10h12',
} as const

export type IconName = keyof typeof paths

/** A picture beside a word; hidden from assistive technology, which reads the word. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
