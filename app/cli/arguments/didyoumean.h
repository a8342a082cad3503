#pragma once

#include <QStringList>

namespace ca::cli {

/// " Did you mean WORD?", or nothing when no word is like the one typed; `prefix` stands before the word.
QString didYouMean(const QString &typed, const QStringList &words, const QString &prefix = {});

} // namespace ca::cli
