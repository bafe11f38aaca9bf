import { basename } from 'node:path'

/**
 * Names a CSS module's class after its file, the same in every build: the static page is rendered in another pass
 * than the browser's bundle, and both must name a class alike. File names are unique, so classes are too.
 */
export function scopedClassName(name: string, fileName: string): string {
  return `${basename(fileName.split('?')[0] ?? fileName, '.module.css')}_${name}`
}
