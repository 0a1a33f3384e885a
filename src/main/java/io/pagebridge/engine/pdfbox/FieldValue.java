package io.pagebridge.engine.pdfbox;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDComboBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDListBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDPushButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDRadioButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** Kind and value of a form field as one of its widgets shows it, in the words that both engines use. */
record FieldValue(String type, String value) {
    static FieldValue of(PDField field, PDAnnotationWidget widget) {
        return switch (field) {
            case PDCheckBox ignored -> new FieldValue("checkbox", mark(field, widget));
            case PDRadioButton ignored -> new FieldValue("radio", mark(field, widget));
            case PDPushButton ignored -> new FieldValue("button", "");
            case PDSignatureField ignored -> new FieldValue("signature", "");
            case PDListBox list -> new FieldValue("list", String.join("\n", list.getValue()));
            case PDComboBox combo -> new FieldValue("combo", String.join("\n", combo.getValue()));
            default -> new FieldValue("text", String.valueOf(field.getValueAsString()));
        };
    }

    /** The state of a mark that is set, else nothing. */
    private static String mark(PDField field, PDAnnotationWidget widget) {
        COSName state = widget.getAppearanceState();
        String value = state == null ? field.getValueAsString() : state.getName();
        return value == null || value.equals("Off") ? "" : value;
    }
}
