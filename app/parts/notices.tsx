import { notifications, Notifications } from '@mantine/notifications'

/** Loaded beside the first page and not with it: nothing is told before something was done. */
export function Notices() {
  return <Notifications position="bottom-right" limit={4} />
}

export const showNotice = notifications.show
