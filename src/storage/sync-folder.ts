import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The entries of a folder to the disk: without it a new file itself may be gone after a power cut. */
export function syncFolder(folder: string): void {
  // Windows does it by itself and cannot open folders.
  if (process.platform !== 'win32') syncPath(folder, 'r')
}

export function syncFile(file: string): void {
  syncPath(file, 'r+')
}

/** Every file and folder in `folder`, and itself. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) syncPath(path, 'r+')
    if (entry.isDirectory()) syncFolder(path)
  }
  syncFolder(folder)
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
