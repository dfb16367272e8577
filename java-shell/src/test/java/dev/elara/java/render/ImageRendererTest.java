package dev.elara.java.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRendererTest {

  private final ImageRenderer renderer = new ImageRenderer();

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_USHORT_565_RGB,
      })
  void anImageIsShownAsPngWithItsPixels(int type) throws Exception {
    var image = new BufferedImage(3, 2, type);
    image.setRGB(1, 1, Color.WHITE.getRGB());
    var bundle = renderer.render(image);
    assertThat(bundle).isNotNull();
    assertThat(bundle.data()).containsEntry("text/plain", "3 × 2 image");
    var png = Base64.getDecoder().decode((String) bundle.data().get("image/png"));
    var read = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(read.getHeight()).isEqualTo(2);
    assertThat(read.getRGB(1, 1)).isEqualTo(Color.WHITE.getRGB());
    assertThat(read.getRGB(0, 0)).isEqualTo(image.getRGB(0, 0));
  }

  @Test
  void whatIsNoImageIsLeftToOthers() {
    assertThat(renderer.render("text")).isNull();
  }
}
