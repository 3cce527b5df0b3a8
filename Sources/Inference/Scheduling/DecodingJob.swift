/// One sentence of a batch.
package struct DecodingJob {
  let batch: DecodingBatch
  let index: Int

  package init(batch: DecodingBatch, index: Int) {
    self.batch = batch
    self.index = index
  }

  var request: DecodingRequest { batch.requests[index] }
}
