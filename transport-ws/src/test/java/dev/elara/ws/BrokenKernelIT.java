package dev.elara.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.kernel.KernelBuilder;
import dev.elara.ws.kernels.EmbeddedLauncher;
import dev.elara.ws.kernels.KernelSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A kernel of the application whose making fails. */
class BrokenKernelIT extends ServerOnAPort {

  private Error failure = new IllegalAccessError("the compiler is not exported");

  @Override
  ServerBuilder builder() {
    var broken = new KernelSpec("broken", "Broken", "none");
    return ElaraServer.builder(new EmbeddedLauncher(broken, this::fail)).directory(directory);
  }

  private KernelBuilder fail() {
    throw failure;
  }

  @Test
  void aKernelWhoseClassesCannotBeUsedIsRefusedWithTheReason() throws Exception {
    var response = call("POST", "api/kernels", Map.of());
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("the compiler is not exported", "--add-exports");
  }

  @Test
  void aRequestThatEndsInAnErrorIsAnsweredToo() throws Exception {
    failure = new AssertionError("broken");
    assertThat(call("POST", "api/kernels", Map.of()).statusCode()).isEqualTo(500);
  }
}
