import styles from './skeleton.module.css'

/**
 * The outline of a page that is being fetched: the same blocks in the same places, so that nothing moves after. Its
 * heading says what is going on, until the page's own one takes its place.
 */
export function PageSkeleton() {
  return (
    <div className={styles.page}>
      <div className={styles.line} data-kind="heading" />
      <h1 className={styles.words}>
        <span className={styles.loading}>Loading…</span>
        <span className={styles.returning}>Finishing the connection…</span>
      </h1>
      <div className={styles.card}>
        <div className={styles.line} data-kind="name" />
        <div className={styles.line} data-kind="text" />
        <div className={styles.line} data-kind="text" />
      </div>
    </div>
  )
}
