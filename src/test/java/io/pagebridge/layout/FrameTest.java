package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Box;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aBoxComesBackAsItWentIn(int quarters) {
        Frame frame = new Frame(quarters, 600, 800);
        Box box = new Box(10, 20, 300, 45);
        assertThat(frame.turnBack(frame.turn(box))).isEqualTo(box);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aBoxThatSticksOutOfThePageIsCutAtItsEdges(int quarters) {
        Frame frame = new Frame(quarters, 600, 800);
        Box sticking = frame.turn(new Box(-99_950, 790, 650, 801));
        assertThat(frame.turnBack(sticking)).isEqualTo(new Box(0, 790, 600, 800));
    }
}
