// The part of jStat that is used, as its documentation describes it; the package has no types of its own. CLI process.

declare module 'jstat' {
  interface JStat {
    readonly beta: { inv(probability: number, alpha: number, beta: number): number };
    readonly studentt: { inv(probability: number, degreesOfFreedom: number): number };
    readonly normal: { inv(probability: number, mean: number, deviation: number): number };
  }
  const exported: { readonly jStat: JStat };
  export default exported;
}
