/** One file of a model folder, read when it is needed. */
export interface FolderFile {
  /** Inside the model folder, with `/`, e.g. `onnx/vision_model.onnx`. */
  path: string;
  sizeBytes: number;
  /** @throws where the file is gone */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Files as a directory picker or a drop gives them.
 * @returns the folder's name and its files; paths lose the folder's own name
 */
export function folderOf(files: readonly File[]): { name: string; files: FolderFile[] } {
  const paths = files.map((file) => file.webkitRelativePath || file.name);
  const [first] = paths;
  const top = first?.includes('/') ? first.slice(0, first.indexOf('/') + 1) : '';
  const isShared = top !== '' && top !== 'onnx/' && paths.every((path) => path.startsWith(top));
  return {
    name: isShared ? top.slice(0, -1) : 'folder',
    files: files.map((file, at) => ({
      path: isShared ? paths[at]!.slice(top.length) : paths[at]!,
      sizeBytes: file.size,
      read: async () => new Uint8Array(await file.arrayBuffer()),
    })),
  };
}
