import styles from './logo.module.css'

/** A key in its plate; the name always stands beside it. */
export function Logo() {
  return (
    <svg className={styles.logo} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className={styles.plate} width="32" height="32" rx="9" />
      <path
        className={styles.key}
        d="M16 6a6.2 6.2 0 0 0-2 12.100V25.500a1 1 0 0 0 1 1h2a1 1 0 0 0 1-1V24.300h1.700a.8.8 0 0 0 .8-.8v-1.800a.8.8 0 0 0-.8-.8H18v-2.800A6.2 6.2 0 0 0 16 6Zm0 4a2.2 2.2 0 1 1 0 4.400A2.2 2.2 0 0 1 16 10Z"
      />
    </svg>
  )
}
