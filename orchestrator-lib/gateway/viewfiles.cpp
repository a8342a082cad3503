#include "viewfiles.h"

#include <QFile>
#include <algorithm>
#include <array>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView novncFolder("novnc/");
constexpr qint64 mostBytes = 8LL * 1024 * 1024;
constexpr qsizetype mostFiles = 500;

/// What browsers check before they run a module.
QByteArray mimeTypeOf(const QByteArray &path)
{
    static constexpr std::array<std::pair<QByteArrayView, QByteArrayView>, 9> types{
        {{".html", "text/html; charset=utf-8"},
         {".js", "text/javascript; charset=utf-8"},
         {".css", "text/css; charset=utf-8"},
         {".json", "application/json"},
         {".svg", "image/svg+xml"},
         {".png", "image/png"},
         {".ico", "image/vnd.microsoft.icon"},
         {".oga", "audio/ogg"},
         {".mp3", "audio/mpeg"}}};
    const auto *found = std::ranges::find_if(types, [&](const auto &type) { return path.endsWith(type.first); });
    return found != types.end() ? found->second.toByteArray() : QByteArray();
}

bool isPlain(const QByteArray &path)
{
    const bool hasPlainBytes = std::ranges::all_of(path, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == '/';
    });
    return hasPlainBytes && !path.startsWith('/') && !path.contains("//") && !path.startsWith('.') &&
           !path.contains("/.");
}

} // namespace

ViewFiles::ViewFiles(QString novncDir)
    : m_novncDir(std::move(novncDir))
{
}

const ViewFile *ViewFiles::find(const QByteArray &path)
{
    if (const auto known = m_files.constFind(path); known != m_files.constEnd())
        return &*known;
    const QByteArray type = mimeTypeOf(path);
    if (type.isEmpty() || !isPlain(path) || m_files.size() >= mostFiles)
        return nullptr;
    auto content = read(path);
    if (!content)
        return nullptr;
    return &*m_files.insert(path, {.mimeType = type, .content = std::move(*content)});
}

std::optional<QByteArray> ViewFiles::read(const QByteArray &path)
{
    QFile file;
    if (!path.startsWith(novncFolder)) {
        file.setFileName(u":/view/"_s + QString::fromLatin1(path));
        if (!file.open(QIODevice::ReadOnly))
            return std::nullopt;
        return file.readAll();
    }
    if (!m_novnc) {
        auto opened = BeneathDir::open(m_novncDir);
        if (!opened)
            return std::nullopt;
        m_novnc.emplace(std::move(*opened));
    }
    auto opened = m_novnc->openFile(path.sliced(novncFolder.size()));
    if (!opened || !file.open(opened->release(), QIODevice::ReadOnly, QFileDevice::AutoCloseHandle) ||
        file.size() > mostBytes)
        return std::nullopt;
    return file.readAll();
}

} // namespace ca
