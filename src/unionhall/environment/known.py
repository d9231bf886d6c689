"""Every environment variable that the hall knows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One environment variable, as the documentation lists it."""

    name: str
    meaning: str


SETTINGS = (
    Setting("UNIONHALL_HOME", "the folder of everything the hall keeps"),
    Setting("DATABASE_URL", "a PostgreSQL of your own for the application"),
    Setting("DATABASE_OWNER_URL", "the same database for the role that owns the tables"),
    Setting("DATABASE_DIRECT_URL", "the same database without a pooler between, for the job worker"),
    Setting("DATABASE_REPLICA_URL", "a copy that only reads, for boards, reports and search"),
    Setting("DATABASE_REPLICA_LAG", "how many seconds the copy may be behind"),
    Setting("PORT", "the port of the web server"),
    Setting("UNIONHALL_HOST", "the network address the web server listens on"),
    Setting("UNIONHALL_PROXY", "the proxies that are believed when they say who asks"),
    Setting("UNIONHALL_ADDRESS", "the address people type"),
    Setting("UNIONHALL_DEBUG", "pages for developers instead of error pages"),
    Setting("UNIONHALL_SECRET_KEY", "the key that signs cookies and links"),
    Setting("UNIONHALL_MAIL_URL", "the mail server"),
    Setting("UNIONHALL_MAIL_FROM", "the sender of the hall's mail"),
    Setting("UNIONHALL_PROCESSES", "web processes"),
    Setting("UNIONHALL_METRICS_TOKEN", "the token for reading the numbers from another machine"),
    Setting("UNIONHALL_SMS_URL", "the gateway of text messages"),
    Setting("UNIONHALL_TELEGRAM_URL", "the bot that writes on Telegram"),
    Setting("UNIONHALL_WECOM_URL", "the application or robot that writes on WeCom"),
    Setting("UNIONHALL_DINGTALK_URL", "the robot that writes on DingTalk"),
    Setting("UNIONHALL_FEISHU_URL", "the robot that writes on Feishu"),
    Setting("UNIONHALL_WEBHOOK_HOSTS", "hosts where members may have notices posted"),
    Setting("UNIONHALL_PRIVATE_HOSTS", "hosts of the own network that the hall may connect to"),
    Setting("UNIONHALL_REFUSED_PASSWORDS", "a file of more passwords that nobody may take"),
    Setting("UNIONHALL_BREACHED_PASSWORDS", "a file of digests of stolen passwords, which nobody may take"),
    Setting("UNIONHALL_SECURITY_CONTACT", "where to report a weakness of the hall"),
    Setting("UNIONHALL_DAYS_OFF", "a file of days off that the package of holidays does not know yet"),
    Setting("UNIONHALL_WITNESSES", "who keeps the journal's heads outside the hall"),
    Setting("UNIONHALL_KEYS", "the folder of the keys that sealed texts and files lie under"),
    Setting("UNIONHALL_KEY_COPIES", "the folder of that folder's copies, kept for 30 days"),
    Setting("UNIONHALL_UNION_KEY", "the union's own key, which locks the others up; several by spaces"),
    Setting("UNIONHALL_UNION_KEY_FILE", "the file with the union's own key"),
    Setting("UNIONHALL_KEY_SERVICE", "a service outside the hall that locks the keys up"),
    Setting("UNIONHALL_COUNTS", "the folder where tries are counted, shared by all machines"),
    Setting("UNIONHALL_FILES", "where attached files lie: a folder or an S3 bucket"),
    Setting("UNIONHALL_CLAMD", "the virus scanner that sees each file first"),
    Setting("UNIONHALL_READING_MEGABYTES", "how much memory it may take to read one file"),
    Setting("UNIONHALL_READING_SECONDS", "how many seconds of the processor it may take"),
    Setting("UNIONHALL_MATTER_FILES", "how many files one matter may have"),
    Setting("UNIONHALL_MATTER_MEGABYTES", "how large the files of one matter may be together"),
    Setting("UNIONHALL_SECOND_FACTOR_DAYS", "how soon who holds an office needs a second step at sign-in"),
    Setting("UNIONHALL_IDLE_MINUTES", "after how many unused minutes a member's sign-in ends"),
    Setting("UNIONHALL_IDLE_MINUTES_OFFICERS", "the same for whoever holds an office"),
    Setting("UNIONHALL_PHONE_REGION", "the country of telephone numbers written without one"),
    Setting("UNIONHALL_OIDC_ISSUER", "the sign-in that the union has already (OpenID Connect)"),
    Setting("UNIONHALL_OIDC_CLIENT_ID", "the hall's name there"),
    Setting("UNIONHALL_OIDC_CLIENT_SECRET", "the hall's secret there"),
    Setting("UNIONHALL_OIDC_TITLE", "what people call it"),
    Setting("UNIONHALL_OIDC_ADMITS", "whether who signs in there and is unknown here gets an account"),
)
