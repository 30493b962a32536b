import crypto from 'node:crypto';
import type { Blobs } from './blobs.ts';
import type { Description } from './bucket.ts';
import type { Checksum, ChecksumAlgorithm } from './checksums.ts';
import { openRecords } from './records.ts';

/** A part that has arrived; `md5` is hex. */
export interface Part {
  readonly number: number;
  readonly blob: string;
  readonly size: number;
  readonly md5: string;
  readonly checksum: Checksum;
  readonly modifiedAtMs: number;
}

/** A multipart upload that is neither completed nor aborted. */
export interface MultipartUpload extends Description {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly startedAtMs: number;
  /** The checksum that was asked for when the upload was created; without it S3 keeps a CRC64NVME of the whole object. */
  readonly algorithm?: ChecksumAlgorithm;
  readonly checksumType: Checksum['type'];
  readonly parts: readonly Part[];
}

/** The multipart uploads under way, on disk like everything else: they outlive a restart. */
export interface Uploads {
  start(upload: Omit<MultipartUpload, 'uploadId' | 'parts'>): MultipartUpload;
  get(uploadId: string): MultipartUpload | undefined;
  /** Adds a part or puts it in the place of the one with its number; false when the upload ended while the part was on its way. */
  addPart(uploadId: string, part: Part): boolean;
  /** Ends the upload and lets go of the parts' bytes. */
  end(uploadId: string): void;
  inBucket(bucket: string): MultipartUpload[];
  blobs(): string[];
}

export function openUploads(directory: string, blobs: Blobs): Uploads {
  const records = openRecords<MultipartUpload>(directory);
  const byId = new Map(records.load().map((upload) => [upload.uploadId, upload]));
  const save = (upload: MultipartUpload) => {
    records.write(upload.uploadId, upload);
    byId.set(upload.uploadId, upload);
    return upload;
  };
  return {
    start: (upload) => save({ ...upload, uploadId: crypto.randomBytes(48).toString('base64url'), parts: [] }),
    get: (uploadId) => byId.get(uploadId),
    addPart(uploadId, part) {
      const upload = byId.get(uploadId);
      if (!upload) return false;
      const old = upload.parts.find(({ number }) => number === part.number);
      const parts = [...upload.parts.filter((other) => other !== old), part].sort((a, b) => a.number - b.number);
      save({ ...upload, parts });
      if (old) blobs.drop(old.blob);
      return true;
    },
    end(uploadId) {
      const upload = byId.get(uploadId);
      records.remove(uploadId);
      byId.delete(uploadId);
      for (const part of upload?.parts ?? []) blobs.drop(part.blob);
    },
    inBucket: (bucket) => [...byId.values()].filter((upload) => upload.bucket === bucket),
    blobs: () => [...byId.values()].flatMap((upload) => upload.parts.map((part) => part.blob)),
  };
}
