#include "imagefetch.h"

#include "containerengineconfig.h"
#include "containerimages.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qsizetype longestText = 100;
/// An image has some dozens of layers.
constexpr qsizetype mostLayers = 1000;
} // namespace

ImageFetch::ImageFetch(std::shared_ptr<EngineClient> client, const QString &name)
    : m_name(name)
{
    const ContainerImages images(client);
    const bool isBuilt = name == builtImage;
    m_verb = isBuilt ? u"building"_s : u"pulling"_s;
    m_progress = QString(m_verb % u' ' % name);
    m_work = std::make_unique<ImageWork>(std::move(client), isBuilt ? images.build(name) : images.pull(name),
                                         isBuilt ? u"build the image %1"_s.arg(name) : u"pull %1"_s.arg(name));
    connect(m_work.get(), &ImageWork::progressed, this, &ImageFetch::take);
    connect(m_work.get(), &ImageWork::ended, this, [this](const Error &error) {
        m_error = error;
        m_hasEnded = true;
        Q_EMIT ended();
    });
    m_work->start([] { return true; });
}

void ImageFetch::take(const QJsonObject &news)
{
    QString now = news["text"_L1].toString().simplified();
    const QString layer = news["layer"_L1].toString();
    const qint64 total = news["total"_L1].toInteger();
    if (total > 0 && (m_layers.contains(layer) || m_layers.size() < mostLayers)) {
        // A layer is counted twice: as it comes, then as it is unpacked; the larger of both is what there is to do.
        Layer &known = m_layers[layer];
        known.total = std::max(known.total, total);
        known.done = std::max(known.done, std::min(news["done"_L1].toInteger(), total));
        now = amount();
    }
    if (now.isEmpty())
        return;
    QString progress = u"%1 %2 (%3)"_s.arg(m_verb, m_name, now.left(longestText));
    if (std::exchange(m_progress, progress) != progress)
        Q_EMIT progressed();
}

QString ImageFetch::amount() const
{
    constexpr qint64 megabyte = 1'000'000;
    qint64 done = 0;
    qint64 total = 0;
    for (const Layer &layer : m_layers) {
        done += layer.done;
        total += layer.total;
    }
    return u"%1 of %2 MB"_s.arg(done / megabyte).arg((total + megabyte - 1) / megabyte);
}

} // namespace ca
