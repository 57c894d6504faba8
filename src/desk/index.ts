export { openDatabase } from './database.js'
export { deskOver } from './desk.js'
