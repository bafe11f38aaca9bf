import styles from './skeleton.module.css'

/** The outline of a page that is being fetched: the same blocks in the same places, so that nothing moves after. */
export function PageSkeleton() {
  return (
    <div className={styles.page}>
      <div className={styles.line} data-kind="heading" />
      <p className={styles.words}>
        <span className={styles.loading}>Loading…</span>
        <span className={styles.returning}>Finishing the connection…</span>
      </p>
      <div className={styles.card}>
        <div className={styles.line} data-kind="name" />
        <div className={styles.line} data-kind="text" />
        <div className={styles.line} data-kind="text" />
      </div>
    </div>
  )
}
