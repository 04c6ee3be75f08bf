// The model of a search, an ONNX file of one node: presented × templates = cosines. Pure; main process, API, CLI.

/**
 * [Note: A product by onnxruntime] Plain JavaScript multiplies one number at a time; onnxruntime's matrix product takes eight or sixteen,
 * in the library that is loaded for the other models anyway. It is fastest by columns, where the first numbers of all templates come
 * first and then all the second ones: 1.9 ms for 100,000 against 4.9 ms with one template after the other (one core, medians). The file is
 * short enough to write here, field by field, in the encoding of protocol buffers. The numbers of the fields are those of onnx.proto3.
 */
export function productModel(length: number): Uint8Array {
  const node = [
    ...text(1, 'presented'),
    ...text(1, 'templates'),
    ...text(2, 'cosines'),
    ...text(4, 'MatMul'),
  ];
  const graph = [
    ...message(1, node),
    ...text(2, 'search'),
    ...message(11, tensor('templates', [length, 'faces'])),
    ...message(11, tensor('presented', [1, length])),
    ...message(12, tensor('cosines', [1, 'faces'])),
  ];
  return Uint8Array.from([
    ...number(1, IR_VERSION),
    ...message(7, graph),
    ...message(8, number(2, OPERATOR_SET)),
  ]);
}

const IR_VERSION = 8;
const OPERATOR_SET = 13;
const FLOAT = 1;

/** ValueInfoProto of a tensor of float32. */
function tensor(name: string, dimensions: readonly (string | number)[]): readonly number[] {
  const shape = dimensions.flatMap((each) =>
    message(1, typeof each === 'number' ? number(1, each) : text(2, each)),
  );
  return [...text(1, name), ...message(2, message(1, [...number(1, FLOAT), ...message(2, shape)]))];
}

const number = (field: number, value: number): readonly number[] => [
  ...varint(field * 8),
  ...varint(value),
];

const message = (field: number, bytes: readonly number[]): readonly number[] => [
  ...varint(field * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];

const text = (field: number, value: string): readonly number[] =>
  message(
    field,
    Array.from(value, (character) => character.charCodeAt(0)),
  );

/** Seven bits a byte, the lowest first. */
const varint = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
