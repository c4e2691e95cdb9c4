/** What can be uploaded as an avatar. */
export type AvatarImage = File | Blob | Uint8Array | ArrayBuffer
