/// One sentence of a batch.
struct DecodingJob {
  let batch: DecodingBatch
  let index: Int

  var request: DecodingRequest { batch.requests[index] }
}
