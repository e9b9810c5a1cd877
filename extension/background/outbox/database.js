/**
 * The extension's own database, and one way to use it: a transaction that is on disk when its promise
 * resolves.
 *
 *   acts     waiting for the collector; key `seq`, made by the browser and never made twice
 *   sent     held by the collector, kept 72 h in case it has to be filled again
 *   refused  refused by the collector, with the code; the person sees them
 *   nets     today's sums, key `day|platform|kind`
 *   state    device, key, open chunk of attention, what was proven
 */

const NAME = "pointeuse";
const VERSION = 1;

/** @type {Promise<IDBDatabase> | null} */
let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => create(request.result);
    request.onsuccess = () => resolve(reopenable(request.result));
    request.onerror = () => reject(request.error);
  });
  opening.catch(closed);
  return opening;
}

function create(db) {
  db.createObjectStore("acts", { keyPath: "seq", autoIncrement: true }).createIndex("at", "at");
  db.createObjectStore("sent", { keyPath: "seq" }).createIndex("at", "at");
  db.createObjectStore("refused", { keyPath: "seq" }).createIndex("at", "at");
  db.createObjectStore("nets");
  db.createObjectStore("state");
}

function reopenable(db) {
  db.onclose = closed;
  db.onversionchange = () => (db.close(), closed());
  return db;
}

function closed() {
  opening = null;
}

/**
 * Run `work` in one transaction; resolve with its result once everything it wrote is on disk.
 * When it throws, nothing is written. It may await requests of the transaction, nothing else.
 * @template T
 * @param {string[]} stores
 * @param {(tx: IDBTransaction) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function write(stores, work) {
  const tx = await begin(stores, "readwrite");
  const finished = whenFinished(tx);
  try {
    const result = await work(tx);
    await finished;
    return result;
  } catch (error) {
    await rollBack(tx, finished);
    throw error;
  }
}

/** Like `write`, reading only. */
export async function read(stores, work) {
  return work(await begin(stores, "readonly"));
}

/** The browser may close a database under us, for want of memory say: open it again, once. */
async function begin(stores, mode) {
  try {
    return (await open()).transaction(stores, mode, { durability: "strict" });
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "InvalidStateError") {
      throw error;
    }
    closed();
    return (await open()).transaction(stores, mode, { durability: "strict" });
  }
}

function whenFinished(tx) {
  const finished = new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = () => reject(tx.error ?? new DOMException("The transaction was given up.", "AbortError"));
  });
  finished.catch(() => undefined);
  return finished;
}

async function rollBack(tx, finished) {
  try {
    tx.abort();
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "InvalidStateError") {
      throw error;
    }
  }
  await finished.catch(() => undefined);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Call `each` for every record of a cursor, in its order, until it answers false.
 * @param {IDBRequest<IDBCursorWithValue | null>} request
 * @param {(cursor: IDBCursorWithValue) => boolean | void} each
 */
export function walk(request, each) {
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor || each(cursor) === false) {
        resolve(undefined);
      } else {
        cursor.continue();
      }
    };
  });
}
