import { mkdirSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store, Upload } from '../store/store.ts'

/**
 * Keeps the images of a store as files in a folder (保存到本地), and creates the folder. Pass the same folder as
 * `uploadFolder`, so that the returned paths are the paths of the files. The store never deletes files, not even on
 * `reset()`. An image whose file somebody else deleted counts as absent.
 */
export function uploadsInFolder<Inner extends Store>(store: Inner, folder: string): Inner {
  mkdirSync(folder, { recursive: true })
  // The backend draws the names and looks up only names that the store knows, so no path from a visitor gets here. A
  // snapshot, however, may come from anywhere.
  const fileOf = ({ name }: Upload) => {
    if (!/^\w[\w.-]*$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is not the name of an upload`)
    return join(folder, name)
  }
  const withBytes = async (upload: Upload): Promise<Upload | undefined> => {
    try {
      return { ...upload, bytes: await readFile(fileOf(upload)) }
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  }
  const withoutBytes = (upload: Upload): Upload => ({ ...upload, bytes: new Uint8Array() })
  const isWritten = async (upload: Upload): Promise<boolean> => {
    try {
      await writeFile(fileOf(upload), upload.bytes, { flag: 'wx' })
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      throw error
    }
  }
  return {
    ...store,
    addUpload: async (upload) => {
      if (!(await isWritten(upload))) return false
      if (await store.addUpload(withoutBytes(upload))) return true
      await rm(fileOf(upload))
      return false
    },
    upload: async (name) => {
      const upload = await store.upload(name)
      return upload && withBytes(upload)
    },
    dump: async () => {
      const state = await store.dump()
      const uploads = await Promise.all(state.uploads.map(withBytes))
      return { ...state, uploads: uploads.filter((upload) => upload !== undefined) }
    },
    load: async (state) => {
      for (const upload of state.uploads) await isWritten(upload)
      await store.load({ ...state, uploads: state.uploads.map(withoutBytes) })
    },
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
