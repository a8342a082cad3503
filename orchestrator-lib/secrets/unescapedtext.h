#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>
#include <vector>

#include "fragmentfinder.h"

namespace ca {

/// A text with its escapes undone, and where each of its bytes was: %XX of URLs (also %25XX), \/ and \uXXXX of JSON
/// (also with several backslashes, as JSON in JSON has them), as far as they stand for printable ASCII.
class UnescapedText
{
public:
    /// Not set when there is nothing to undo.
    static std::optional<UnescapedText> of(QByteArrayView text);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// The same range in the text as it was.
    [[nodiscard]] TextRange origin(const TextRange &range) const;

private:
    QByteArray m_text;
    /// For each byte; and one more for the end.
    std::vector<qsizetype> m_origins;
};

} // namespace ca
