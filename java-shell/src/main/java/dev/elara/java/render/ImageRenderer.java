package dev.elara.java.render;

import dev.elara.display.Renderer;
import dev.elara.message.MimeBundle;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Images, such as {@code BufferedImage}, as PNG, with their size as text.
 *
 * <p>Stateless and thread-safe. Blocks while the image is compressed.
 */
public final class ImageRenderer implements Renderer {

  @Override
  public @Nullable MimeBundle render(Object value) {
    return value instanceof RenderedImage image ? bundle(image) : null;
  }

  private static MimeBundle bundle(RenderedImage image) {
    String text = image.getWidth() + " × " + image.getHeight() + " image";
    byte[] png = png(image);
    return png.length == 0
        ? MimeBundle.text(text + " (its kind of pixels cannot be shown as PNG)")
        : new MimeBundle(
            Map.of("image/png", Base64.getEncoder().encodeToString(png), "text/plain", text),
            Map.of());
  }

  /** The image as a PNG file; empty if that format has no such pixels. */
  private static byte[] png(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      boolean _ = ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
