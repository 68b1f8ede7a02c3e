// Reads the columns that Python serves: `GTC1`, header length, JSON header, aligned little-endian arrays.
// The form is that of docs/decisions/0001-the-house.md; the arrays are views on the buffer, nothing is copied.
(() => {
  "use strict";

  const MAGIC = "GTC1";
  const HEADER_START = 8;

  /** @type {Record<string, {new (buffer: ArrayBuffer, offset: number, length: number): GtNumberArray}>} */
  const TYPES = {
    int8: Int8Array,
    uint8: Uint8Array,
    int16: Int16Array,
    uint16: Uint16Array,
    int32: Int32Array,
    uint32: Uint32Array,
    float32: Float32Array,
    float64: Float64Array,
  };

  const NEEDED = "start end lon lat radius kind evidence place lane flags event missiles".split(" ");

  /**
   * @param {ArrayBuffer} buffer
   * @returns {GtData}
   */
  function decodeColumns(buffer) {
    const bytes = new Uint8Array(buffer);
    const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
    if (magic !== MAGIC) {
      throw new Error(`columns: begin with '${magic}', not '${MAGIC}'; reload the page`);
    }
    const length = new DataView(buffer).getUint32(MAGIC.length, true);
    const text = new TextDecoder().decode(bytes.subarray(HEADER_START, HEADER_START + length));
    const header = /** @type {GtHeader} */ (JSON.parse(text));
    const first = HEADER_START + length;

    /** @type {Record<string, GtNumberArray>} */
    const columns = {};
    for (const { name, dtype, offset, length: count } of header.columns) {
      const Type = TYPES[dtype];
      if (!Type) {
        throw new Error(`columns: '${name}' has the unknown type '${dtype}'; reload the page`);
      }
      columns[name] = new Type(buffer, first + offset, count);
    }
    for (const name of NEEDED) {
      if (!columns[name] || columns[name].length !== header.n) {
        throw new Error(`columns: '${name}' is missing or not ${header.n} long; reload the page`);
      }
    }
    const { n, kinds, domains, lanes, evidence, place, extent, cutoff } = header;
    const words = { n, kinds, domains, lanes, extent, cutoff: cutoff || {}, dataVersion: header.data_version };
    const lists = { evidenceLevels: evidence, placeLevels: place };
    return /** @type {GtData} */ (/** @type {unknown} */ ({ ...columns, ...words, ...lists }));
  }

  GeoTensions.decodeColumns = decodeColumns;
})();
