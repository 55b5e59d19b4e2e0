// The width of texts in which signs take no column or two, for which tables of all the world's signs are built.
export { default as unevenWidth } from 'fast-string-width'
