#include "viewfiles.h"

#include <QFile>
#include <algorithm>
#include <array>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// What browsers check before they run a script.
struct Known
{
    QByteArrayView name;
    QByteArrayView mimeType;
};

constexpr std::array<Known, 3> knownFiles{{{"desktop.html", "text/html; charset=utf-8"},
                                           {"desktop.js", "text/javascript; charset=utf-8"},
                                           {"desktop.css", "text/css; charset=utf-8"}}};

} // namespace

std::optional<ViewFile> viewFile(const QByteArray &name)
{
    const auto *known = std::ranges::find(knownFiles, QByteArrayView(name), &Known::name);
    QFile file(u":/view/"_s + QString::fromLatin1(name));
    if (known == knownFiles.end() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return ViewFile{.mimeType = known->mimeType.toByteArray(), .content = file.readAll()};
}

} // namespace ca
