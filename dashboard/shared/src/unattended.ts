/** Header of requests that the page makes by itself: they do not put off the automatic sign-out. */
export const UNATTENDED = 'solestream-unattended'
