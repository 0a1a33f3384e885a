package io.pagebridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {
    private static final int HEADING = 0xD03030;
    private static final int PARAGRAPH = 0x2060C0;

    @Test
    void everyPageAskedForIsDrawnWithItsElementsAndTheirTextIsListed(@TempDir Path folder)
            throws Exception {
        Overlay.main(
                new String[] {
                    "src/test/resources/pdf/report.pdf", folder.toString(), "5-6",
                });

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("page-5.png", "page-6.png", "elements.txt");
        assertThat(Files.readString(folder.resolve("elements.txt")))
                .contains(" table (", " heading 2 (", "Aldermoor");
        BufferedImage picture = ImageIO.read(new File(folder.toFile(), "page-5.png"));
        assertThat(pixels(picture, HEADING)).isGreaterThan(20);
        assertThat(pixels(picture, PARAGRAPH)).isGreaterThan(20);
    }

    /** Lines are drawn soft, so nearly the colour counts. */
    private static int pixels(BufferedImage picture, int rgb) {
        int found = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int other = picture.getRGB(x, y);
                int apart = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    apart += Math.abs((other >> shift & 0xFF) - (rgb >> shift & 0xFF));
                }
                found += apart < 120 ? 1 : 0;
            }
        }
        return found;
    }
}
