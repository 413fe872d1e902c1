package dev.modelgate.reporter.bucket;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's bytes; whoever closes them early does not wait until the rest has come. */
final class AbortedAtClose extends FilterInputStream {

  private final ResponseInputStream<GetObjectResponse> answer;
  private boolean ended;

  AbortedAtClose(ResponseInputStream<GetObjectResponse> answer) {
    super(answer);
    this.answer = answer;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    ended |= one < 0;
    return one;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    ended |= count < 0;
    return count;
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      super.close();
    } else {
      answer.abort();
    }
  }
}
