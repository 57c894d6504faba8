export { openLinkIndex, type LinkIndexOptions } from './open-link-index.js'
