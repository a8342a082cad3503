#pragma once

#include <QByteArray>
#include <optional>

namespace ca {

/// One file of a view's page.
struct ViewFile
{
    QByteArray mimeType;
    QByteArray content;
};

/// `name` is one of the files that a desktop's page is made of, "desktop.html"; nothing when there is no such file. All
/// of them are in the program. Any thread.
std::optional<ViewFile> viewFile(const QByteArray &name);

} // namespace ca
