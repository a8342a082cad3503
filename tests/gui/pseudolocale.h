#pragma once

#include <QTranslator>

namespace ca::dashboard {

/// A language made from the sources: every text is in brackets and a good third longer, as German's are. Whatever is
/// seen without brackets was not meant to be translated, or forgotten.
class PseudoLocale : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *text, const char *disambiguation,
                                    int n) const override;
};

} // namespace ca::dashboard
