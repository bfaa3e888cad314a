import "./style/page.css";
import "./style/phone.css";
import "./style/lamps.css";
import "./style/tools.css";
import "./page/offhook-page.ts";
