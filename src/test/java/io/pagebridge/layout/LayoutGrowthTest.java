package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Pages made to be costly: four times the content takes far less than the sixteen times of a quadratic pass. The
 * thread's own CPU time is compared, so a busy machine changes nothing, and the bound is generous.
 */
class LayoutGrowthTest {
    private static final int SMALL = 3_000;
    private static final int MOST = 11;

    @Test
    void rowsOfNumbers() {
        assertGrowsLinearly(LayoutGrowthTest::numbers);
    }

    @Test
    void rulesWithoutText() {
        assertGrowsLinearly(
                size -> {
                    TestPage page = numbers(100);
                    for (int i = 0; i < size; i++) {
                        double at = 800.0 * i / size;
                        page.line(10, at, 590, at).line(at * 0.7, 10, at * 0.7, 790);
                    }
                    return page;
                });
    }

    @Test
    void rulesOfManyWidthsBetweenRows() {
        assertGrowsLinearly(
                size -> {
                    TestPage page = numbers(size);
                    for (int i = 0; i < size; i++) {
                        double at = 9.5 + 780.0 * i / size;
                        page.line(5 + i % 37 / 10.0, at, 560 + i % 10 * 3.1, at);
                    }
                    return page;
                });
    }

    @Test
    void smallBoxesWithWords() {
        assertGrowsLinearly(
                size -> {
                    TestPage page = new TestPage(1);
                    for (int i = 0; i < size; i++) {
                        double x = i % 40 * 15;
                        double y = (double) (i / 40) * 800 * 40 / size;
                        page.fill(x, y, x + 14, y + 700.0 * 40 / size).text(x + 1, y + 5, "ab");
                    }
                    return page;
                });
    }

    @Test
    void oneBaseline() {
        assertGrowsLinearly(
                size -> {
                    TestPage page = new TestPage(1);
                    for (int i = 0; i < size; i++) {
                        page.size(0.1).text(590.0 * i / size, 100 + i % 3 * 14, "1");
                    }
                    return page;
                });
    }

    private static TestPage numbers(int size) {
        TestPage page = new TestPage(1);
        for (int i = 0; i < size; i++) {
            page.size(1)
                    .right(100 + i % 5 * 100, 10 + 780.0 * (i / 5) / (size / 5.0), "1,00" + i % 9);
        }
        return page;
    }

    private static void assertGrowsLinearly(IntFunction<TestPage> pages) {
        TestPage small = pages.apply(SMALL);
        TestPage large = pages.apply(4 * SMALL);
        for (int i = 0; i < 3; i++) {
            cpu(small);
        }
        long before = best(small);

        assertThat(best(large)).isLessThan(MOST * before + 50_000_000);
    }

    private static long best(TestPage page) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, cpu(page));
        }
        return best;
    }

    private static long cpu(TestPage page) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        TestPage.analyze(page);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }
}
