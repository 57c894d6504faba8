export { linkSums } from './link-sums.js'
export { openLinkIndex, type LinkIndexOptions } from './open-link-index.js'
