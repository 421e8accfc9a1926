package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SentBodyTest {

  private final SentBody body = new SentBody(BodyPublishers.ofString("abc"));

  @Test
  void whatWasAskedForItsLengthMayBeOnItsWay() {
    assertThat(body.contentLength()).isEqualTo(3);

    assertThat(body.withdraw()).isFalse();
    assertThat(body.contentLength()).isEqualTo(3);
  }

  @Test
  void whatIsWithdrawnIsNotSentAnyMore() {
    assertThat(body.withdraw()).isTrue();

    assertThatThrownBy(body::contentLength)
        .isInstanceOf(CancellationException.class)
        .hasMessage("must not be sent any more");
    assertThat(body.withdraw()).isTrue();
  }
}
