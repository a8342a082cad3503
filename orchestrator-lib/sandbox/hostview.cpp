#include "hostview.h"

#include <QDir>
#include <QFileInfo>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

QStringList existing(const QStringList &paths, QDir::Filters kind)
{
    QStringList found;
    for (const auto &path : paths) {
        const QFileInfo info(path);
        if (info.exists() && (kind.testFlag(QDir::Files) ? info.isFile() : info.isDir()))
            found.append(path);
    }
    return found;
}

QStringList usefulEtcFolders()
{
    QStringList folders{
        u"/etc/alternatives"_s,    u"/etc/ssl/certs"_s,    u"/etc/pki/tls/certs"_s, u"/etc/pki/ca-trust/extracted"_s,
        u"/etc/ca-certificates"_s, u"/etc/ld.so.conf.d"_s, u"/etc/fonts"_s};
    for (const auto &python : QDir(u"/etc"_s).entryList({u"python3*"_s}, QDir::Dirs))
        folders.append(u"/etc/"_s + python);
    return existing(folders, QDir::Dirs);
}

// What only the host's root may open is closed to a job whose root is nobody's.
QStringList openToAll(const QStringList &paths)
{
    QStringList open;
    for (const auto &path : paths) {
        if (QFileInfo(path).permissions() & (QFile::ReadOther | QFile::WriteOther))
            open.append(path);
    }
    return open;
}

} // namespace

HostView HostView::ofThisSystem()
{
    HostView view;
    for (const auto *name : {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"}) {
        const auto path = QString::fromLatin1(name);
        const QFileInfo info(path);
        // readSymLink, unlike symLinkTarget, keeps a relative target relative.
        if (info.isSymLink())
            view.tops.append({path, info.readSymLink()});
        else if (info.isDir())
            view.tops.append({path, {}});
    }
    view.etcFolders = usefulEtcFolders();
    view.etcFiles = existing({u"/etc/ld.so.cache"_s, u"/etc/ld.so.conf"_s, u"/etc/localtime"_s, u"/etc/mime.types"_s,
                              u"/etc/protocols"_s, u"/etc/services"_s, u"/etc/magic"_s, u"/etc/os-release"_s,
                              u"/etc/ssl/openssl.cnf"_s, u"/etc/ca-certificates.conf"_s, u"/etc/xdg/openbox/rc.xml"_s,
                              u"/etc/xdg/openbox/menu.xml"_s, u"/etc/X11/app-defaults/XTerm"_s,
                              u"/etc/X11/app-defaults/XTerm-color"_s},
                             QDir::Files);
    view.maskedFiles = openToAll(
        existing({u"/proc/cmdline"_s,      u"/proc/config.gz"_s,     u"/proc/interrupts"_s,  u"/proc/iomem"_s,
                  u"/proc/ioports"_s,      u"/proc/kallsyms"_s,      u"/proc/kcore"_s,       u"/proc/key-users"_s,
                  u"/proc/keys"_s,         u"/proc/kmsg"_s,          u"/proc/kpagecgroup"_s, u"/proc/kpagecount"_s,
                  u"/proc/kpageflags"_s,   u"/proc/latency_stats"_s, u"/proc/modules"_s,     u"/proc/mtrr"_s,
                  u"/proc/pagetypeinfo"_s, u"/proc/partitions"_s,    u"/proc/sched_debug"_s, u"/proc/slabinfo"_s,
                  u"/proc/swaps"_s,        u"/proc/sysrq-trigger"_s, u"/proc/timer_list"_s,  u"/proc/timer_stats"_s,
                  u"/proc/vmallocinfo"_s,  u"/proc/diskstats"_s},
                 QDir::Files));
    view.maskedFolders = existing({u"/proc/acpi"_s, u"/proc/asound"_s, u"/proc/bus"_s, u"/proc/driver"_s,
                                   u"/proc/dynamic_debug"_s, u"/proc/fs"_s, u"/proc/irq"_s, u"/proc/scsi"_s},
                                  QDir::Dirs);
    return view;
}

} // namespace ca
