/** The files of a folder that was dropped on the page, with the paths that a picker would give. */

/** More than any model folder holds; beyond it something else was dropped. */
const MOST_FILES = 500;

/**
 * @param items of the drop event, read before its handler returns
 * @returns the files with `webkitRelativePath` set, or `null` where no single folder was dropped
 * @throws RangeError, with a sentence for people, where it holds too many files
 */
export async function droppedFolder(items: DataTransferItemList): Promise<File[] | null> {
  const entries = [...items].map((item) => item.webkitGetAsEntry());
  const [folder] = entries;
  if (entries.length !== 1 || !folder?.isDirectory) return null;
  const files: File[] = [];
  await collect(folder as FileSystemDirectoryEntry, files);
  return files;
}

async function collect(folder: FileSystemDirectoryEntry, into: File[]): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    // A reader gives its entries in batches, and an empty one at the end.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return;
    for (const entry of batch) {
      if (entry.isDirectory) await collect(entry as FileSystemDirectoryEntry, into);
      else into.push(await fileOf(entry as FileSystemFileEntry));
      if (into.length > MOST_FILES)
        throw new RangeError(
          `This folder holds more than ${MOST_FILES} files: drop the model’s own folder.`,
        );
    }
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
  // Only a directory picker fills it in; the shelf reads the path from it.
  const path = entry.fullPath.replace(/^\//, '');
  return Object.defineProperty(file, 'webkitRelativePath', { value: path });
}
